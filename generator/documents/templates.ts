import { existsSync, readFileSync } from "node:fs";
import type Handlebars from "handlebars";
import { markdownCode, markdownText } from "./markdown.ts";
import { type TemplateName, templateNames, type Views } from "./views.ts";

/** Fills the template of a Markdown document. */
export function render<Name extends TemplateName>(name: Name, view: Views[Name]): string {
  return templates[name](view, { helpers });
}

/** Nothing is escaped by itself, for that would be for HTML: templates say `text` or `code`. */
const helpers = {
  text: (value: unknown) => markdownText(String(value)),
  code: (value: unknown) => markdownCode(String(value)),
};

/** A name that the view does not have is a bug and must not become an empty place; only our two helpers exist. */
export const templateOptions = {
  strict: true,
  noEscape: true,
  knownHelpers: { text: true, code: true },
} as const;

type Templates = Readonly<Record<TemplateName, Handlebars.TemplateDelegate>>;

/** In the compiled package the templates are code, and the small build of Handlebars carries them out. */
const compiledModule = new URL("./compiled-templates.js", import.meta.url);
const templates: Templates = existsSync(compiledModule)
  ? await loadCompiled(compiledModule.href)
  : await loadSources();

async function loadCompiled(module: string): Promise<Templates> {
  // The specifier is a variable because the small build comes without usable types.
  const smallBuild = "handlebars/runtime.js";
  const { default: engine }: { default: Pick<typeof Handlebars, "template"> } = await import(smallBuild);
  const compiled: { templates: Readonly<Record<string, TemplateSpecification>> } = await import(module);
  return perTemplate((name) => engine.template(compiled.templates[name] ?? {}));
}

async function loadSources(): Promise<Templates> {
  const { default: engine } = await import("handlebars");
  const source = (name: TemplateName) =>
    readFileSync(new URL(`./templates/${name}.md.hbs`, import.meta.url), "utf8");
  return perTemplate((name) => engine.compile(source(name), templateOptions));
}

function perTemplate(load: (name: TemplateName) => Handlebars.TemplateDelegate): Templates {
  const entries = templateNames.map((name) => [name, load(name)] as const);
  // Object.fromEntries forgets its keys; they are exactly the names.
  return Object.fromEntries(entries) as Templates;
}
