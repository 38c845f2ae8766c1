import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { check } from "../pipeline.ts";
import type { Path } from "../spec/yaml-document.ts";
import { type Edit, editYaml } from "./edit-yaml.ts";
import { type Answers, type Question, questions } from "./questions.ts";

/** The prefix of the default mapping, which every name and some comments carry. */
const defaultPrefix = /\bcsl_/g;
/** The first line of the default mapping names the schema where it lies in this project. */
const modeline = /^# yaml-language-server: \$schema=.*/;

/**
 * A mapping for a new partner: the default mapping, comments and all, with the answers in their places. `schema` is where
 * editors find the schema, relative to the mapping.
 */
export function newMapping(defaultMapping: string, answers: Answers, schema: string): string {
  const base = defaultMapping
    .replace(modeline, () => `# yaml-language-server: $schema=${schema}`)
    .replace(defaultPrefix, () => `${answers.prefix}_`);
  return editYaml(
    base,
    questions.flatMap(({ id, edits }) => edits(answers[id])),
  );
}

/** An answer that the mapping cannot take, and why; without a question where the mistake lies between several. */
export interface Refusal {
  readonly question: Question | undefined;
  readonly finding: Diagnostic;
}

/** What the rules of mappings say of the answers: the rules stand there once, and not here again. */
export function refusalsOf(mapping: string, answers: Answers): readonly Refusal[] {
  return check({ file: "mapping.yaml", text: mapping })
    .filter(({ severity }) => severity === "error")
    .map((finding) => ({
      question: questions.find(({ id, edits }) =>
        edits(answers[id]).some((edit) => covers(edit, finding.where?.path ?? [])),
      ),
      finding,
    }));
}

function covers({ path }: Edit, place: Path): boolean {
  return path.every((step, index) => place[index] === step);
}
