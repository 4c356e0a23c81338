// Compiles scss/capitula.scss into the one style sheet that the web face ships.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, "../../src/capitula/web/static/capitula/capitula.css");
const sources = join(here, "scss");

// The digest runs over name and content of every source and over package.json, in order of name.
const digest = createHash("sha256");
for (const name of readdirSync(sources).sort()) {
  digest.update(`${name}\n`).update(readFileSync(join(sources, name)));
}
digest.update("package.json\n").update(readFileSync(join(here, "package.json")));

const frontend = JSON.parse(
  readFileSync(join(here, "node_modules/nhsuk-frontend/package.json"), "utf8"),
);
const compiled = compile(join(sources, "capitula.scss"), {
  style: "compressed",
  charset: false,
  loadPaths: [join(here, "node_modules")],
  quietDeps: true,
});
// The one image that nhsuk-frontend asks for is the cross of a search field, which we do not use.
const css = compiled.css.replaceAll('url("/assets/images/nhsuk-icon-cross.svg")', "none");

for (const banned of [/frutiger/i, /https?:/i, /\burl\((?!["']?data:)/i, /@font-face/i]) {
  if (banned.test(css)) {
    console.error(`refused: the compiled style sheet matches ${banned}`);
    process.exit(1);
  }
}

const banner =
  `/*! Capitula. Contains nhsuk-frontend ${frontend.version} (MIT; see ` +
  `LICENCE-nhsuk-frontend.txt). Sources sha256:${digest.digest("hex")} */\n`;
writeFileSync(target, `${banner}${css}\n`);
console.log(`${target}: ${Math.round((banner.length + css.length) / 1024)} kB`);
