import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import { type TemplateName, templateNames } from "./views.ts";

const folder = new URL("./templates/", import.meta.url);

/** A name that the view does not have is a bug and must not become an empty place; only our two helpers exist. */
const options = { strict: true, knownHelpers: { attribute: true, text: true } } as const;

/**
 * The source of a JavaScript module that exports the templates as code: `compiled-templates.js`, beside
 * `templates.js` in the compiled package. `from` is the folder with the `.hbs` files.
 */
export function precompile(from: URL = folder): string {
  const entries = templateNames.map(
    (name) => `  ${JSON.stringify(name)}: ${Handlebars.precompile(source(name, from), options)},`,
  );
  return ["// Made from solution/templates.", "export const templates = {", ...entries, "};", ""].join("\n");
}

/** One template, compiled where it is needed. */
export function compileSource(name: TemplateName): Handlebars.TemplateDelegate {
  return Handlebars.compile(source(name, folder), options);
}

function source(name: TemplateName, from: URL): string {
  return readFileSync(new URL(`${name}.hbs`, from), "utf8");
}
