import { compileTemplate } from "./compile-template.ts";
import { markdownCode, markdownText } from "./markdown.ts";
import type { TemplateName, Views } from "./views.ts";

/** Fills the template of a Markdown document. */
export function render<Name extends TemplateName>(name: Name, view: Views[Name]): string {
  return compileTemplate(name)(view, { helpers });
}

/** Nothing is escaped by itself, for that would be for HTML: templates say `text` or `code`. */
const helpers = {
  text: (value: unknown) => markdownText(String(value)),
  code: (value: unknown) => markdownCode(String(value)),
};
