import { existsSync } from "node:fs";
import type Handlebars from "handlebars";
import { escapeAttribute, escapeText } from "./escape.ts";
import { type TemplateName, templateNames, type Views } from "./views.ts";

/** Fills a template. Line ends are LF; `xml-dialect.ts` gives a file the platform's. */
export function render<Name extends keyof Views>(name: Name, view: Views[Name]): string {
  return templates[name](view, { helpers, partials: templates });
}

type Template = Handlebars.TemplateDelegate;

/** The part of Handlebars that carries out a template; it is the same in the full and in the small build. */
type Engine = Pick<typeof Handlebars, "template" | "SafeString">;

type Loaded = {
  readonly engine: Engine;
  readonly templates: Readonly<Record<TemplateName, Template>>;
};

/**
 * The compiled package holds templates that `precompile-templates.ts` has turned into code, and needs only the small
 * build of Handlebars; that saves a good part of the start. In a checkout the templates are read as they stand.
 */
const compiledModule = new URL("./compiled-templates.js", import.meta.url);
const { engine, templates }: Loaded = existsSync(compiledModule)
  ? await loadCompiled(compiledModule.href)
  : await loadSources();

const helpers = {
  attribute: (value: unknown) => new engine.SafeString(escapeAttribute(String(value))),
  text: (value: unknown) => new engine.SafeString(escapeText(String(value))),
};

async function loadCompiled(module: string): Promise<Loaded> {
  // The specifier is a variable because the small build comes without usable types.
  const smallBuild = "handlebars/runtime.js";
  const { default: engine }: { default: Engine } = await import(smallBuild);
  const compiled: { templates: Readonly<Record<string, TemplateSpecification>> } = await import(module);
  return { engine, templates: perTemplate((name) => engine.template(compiled.templates[name] ?? {})) };
}

async function loadSources(): Promise<Loaded> {
  const [{ default: engine }, { compileSource }] = await Promise.all([
    import("handlebars"),
    import("./precompile-templates.ts"),
  ]);
  return { engine, templates: perTemplate(compileSource) };
}

function perTemplate(load: (name: TemplateName) => Template): Readonly<Record<TemplateName, Template>> {
  const entries = templateNames.map((name) => [name, load(name)] as const);
  // Object.fromEntries forgets its keys; they are exactly the names.
  return Object.fromEntries(entries) as Record<TemplateName, Template>;
}
