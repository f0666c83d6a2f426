// Typesets formulas: a JSON object a line in ({tex, display}), a JSON object a line out ({html} or {error}), in order.
// Each answer is written at once, so that whoever stops us keeps what is done.
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import katex from "katex";

const LIMITS = { trust: false, maxExpand: 1000, maxSize: 50, strict: "ignore", output: "htmlAndMathml" };

function typeset({ tex, display }) {
  try {
    return { html: katex.renderToString(tex, { ...LIMITS, displayMode: display, throwOnError: true }) };
  } catch (error) {
    return { error: String(error.message).slice(0, 300) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  writeSync(1, JSON.stringify(typeset(JSON.parse(line))) + "\n");
}
