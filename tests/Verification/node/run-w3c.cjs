// Runs the W3C's tests of SCXML interpreters, as @scion-scxml/test-framework holds them, on SCION: node run-w3c.cjs
// Writes a JSON object: how many tests there are, and the names of those that did not go as their scripts say.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToModel, core } = require('@scion-scxml/scxml');

const suite = path.join(path.dirname(require.resolve('@scion-scxml/test-framework/package.json')), 'test', 'w3c-ecma');
const extension = '.txml.json';

// A script says how long to wait for what a chart does by itself. Longer does no harm, and makes room for a slow machine.
const shortestWait = 1500;

// How test252 ends is a race within the interpreter. Each of some runs has to pass, so that it is not luck that decides.
const runs = name => name === 'test252' ? 12 : 1;
const apart = 30;

const names = fs.readdirSync(suite).filter(file => file.endsWith(extension)).map(file => file.slice(0, -extension.length)).sort();
const write = text => fs.writeSync(1, text);
const quiet = { log() {}, info() {}, warn() {}, error() {} };
const registry = new Map();
const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
const isSame = (found, expected) => [...found].sort().join(' ') === [...expected].sort().join(' ');

function prepare(name) {
  return new Promise((resolve, reject) => {
    pathToModel(path.join(suite, name + '.txml.scxml'), (failure, model) => {
      if (failure) return reject(failure);
      model.prepare((failure, prepared) => failure ? reject(failure) : resolve(prepared), { console: quiet });
    });
  });
}

async function passes(name, prepared, session) {
  const script = JSON.parse(fs.readFileSync(path.join(suite, name + extension), 'utf8'));
  const chart = new core.Statechart(prepared, { sessionid: session, sessionRegistry: registry, console: quiet });
  if (!isSame(chart.start(), script.initialConfiguration)) return false;
  for (const step of script.events) {
    if (step.after) await wait(Math.max(step.after, shortestWait));
    if (!isSame(chart.gen(step.event), step.nextConfiguration)) return false;
  }
  return true;
}

async function main() {
  Object.assign(console, quiet);
  const prepared = [];
  for (const name of names) prepared.push(await prepare(name).catch(() => null));
  const results = [];
  for (const [place, name] of names.entries()) {
    const attempts = [];
    for (let run = 0; run < runs(name); run++) {
      attempts.push(prepared[place] ? passes(name, prepared[place], `${name}.${run}`).catch(() => false) : false);
      await wait(apart);
    }
    results.push(Promise.all(attempts).then(ended => ended.every(passed => passed)));
  }
  const passed = await Promise.all(results);
  write(JSON.stringify({ tests: names.length, failed: names.filter((_, place) => !passed[place]) }) + '\n');
  process.exit(0);
}

// What a chart throws at a time of its own is that chart's failure, and shows in where it stands.
process.on('uncaughtException', () => {});
main();
