// Runs a state chart: node run-scxml.cjs MACHINE.scxml < RUNS
// Each line of RUNS is a JSON array of events, {"name", "data"}, for a machine that starts anew. Each line written is the
// JSON array of what the machine shows after each of them: {"state", "data"}.
'use strict';
const fs = require('node:fs');
const { documentStringToModel, core } = require('@scion-scxml/scxml');

const machine = process.argv[2];
const runs = fs.readFileSync(0, 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line));

documentStringToModel(machine, fs.readFileSync(machine, 'utf8'), (failure, model) => {
  if (failure) throw failure;
  model.prepare((failure, prepared) => {
    if (failure) throw failure;
    const lines = runs.map(events => {
      const chart = new core.Statechart(prepared);
      chart.start();
      const shown = events.map(event => {
        chart.gen(event);
        const [configuration, , , data] = chart.getSnapshot();
        return { state: configuration.join(' '), data };
      });
      return JSON.stringify(shown) + '\n';
    });
    fs.writeSync(1, lines.join(''));
  });
});
