// Builds styles, scripts and fonts into courseapp/static/build/ (not committed).
// Names carry no hash: Django's manifest storage adds it when the site is deployed.
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "build");

// KaTeX lists three formats a font; every browser we serve reads woff2.
const woff2Only = {
  name: "woff2-only",
  setup(builder) {
    builder.onLoad({ filter: /katex[\\/]dist[\\/]katex\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ""),
      loader: "css",
    }));
  },
};

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: [
    { in: "styles/site.css", out: "site" },
    { in: "katex/dist/katex.css", out: "katex" },
    { in: "scripts/site.js", out: "site" },
    { in: "scripts/editor.js", out: "editor" },
  ],
  outdir: target,
  bundle: true,
  minify: true,
  legalComments: "linked",
  format: "iife",
  target: ["chrome111", "firefox115", "safari16.4"],
  loader: { ".woff2": "file", ".svg": "file" },
  assetNames: "assets/[name]",
  plugins: [woff2Only],
  logLevel: "warning",
});
