import type Handlebars from "handlebars";
import { compileTemplate, SafeString } from "./compile-template.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { type TemplateName, templateNames, type Views } from "./views.ts";

/** Fills a template. Line ends are LF; `xml-dialect.ts` gives a file the platform's. */
export function render<Name extends keyof Views>(name: Name, view: Views[Name]): string {
  return templates[name](view, { helpers, partials: templates });
}

const helpers = {
  attribute: (value: unknown) => new SafeString(escapeAttribute(String(value))),
  text: (value: unknown) => new SafeString(escapeText(String(value))),
};

// Object.fromEntries forgets its keys; they are exactly the names.
const templates = Object.fromEntries(templateNames.map((name) => [name, compileTemplate(name)])) as Readonly<
  Record<TemplateName, Handlebars.TemplateDelegate>
>;
