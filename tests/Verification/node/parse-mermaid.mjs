// Parses diagrams: node parse-mermaid.mjs FILE...
// Writes a JSON line a file: {"file", "states": [names], "arrows": [[from, to, words]]}, or {"file", "error"} when Mermaid refuses it.
import fs from 'node:fs';
import { JSDOM } from 'jsdom';

// Mermaid cleans labels with the means of a browser, also when it only parses.
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
await mermaid.parse('stateDiagram-v2'); // loads the kinds of diagrams

for (const file of process.argv.slice(2)) {
  let result;
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(fs.readFileSync(file, 'utf8'));
    result = {
      file,
      states: [...db.getStates().keys()],
      arrows: db.getRelations().map(arrow => [arrow.id1, arrow.id2, arrow.relationTitle ?? '']),
    };
  } catch (refused) {
    result = { file, error: String(refused.message ?? refused).split('\n').slice(0, 4).join(' ') };
  }
  console.log(JSON.stringify(result));
}
