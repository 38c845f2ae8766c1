import { newMapping, refusalsOf } from "./new-mapping.ts";
import { type Answers, type Question, type QuestionId, questions } from "./questions.ts";

/** How a question that no option answers gets its answer; nothing where the person has had enough. */
export type Ask = (question: Question, proposal: string, objection: Objection) => Promise<string | undefined>;

/** What is wrong with an answer, in one line. */
export type Objection = (answer: string) => string | undefined;

/** The answer to every question: given, asked for, or the one that is proposed. Nothing where the person has had enough. */
export async function collectAnswers(
  given: Partial<Answers>,
  folder: string,
  defaultMapping: string,
  ask: Ask,
): Promise<Answers | undefined> {
  const answers: Partial<Record<QuestionId, string>> = {};
  for (const question of questions) {
    const { id, fallback } = question;
    const proposal = fallback(answers, folder);
    const objection: Objection = (answer) =>
      objectionTo(question, completed({ ...given, ...answers, [id]: answer }, folder), defaultMapping);
    const answer = given[id] ?? (await ask(question, proposal, objection));
    if (answer === undefined) return undefined;
    answers[id] = answer;
  }
  return completed(answers, folder);
}

/** The answers that are there, and what is proposed for the others. */
export function completed(answers: Partial<Answers>, folder: string): Answers {
  const all: Partial<Record<QuestionId, string>> = {};
  const answer = (id: QuestionId): string => {
    const question = questions.find((each) => each.id === id);
    return answers[id] ?? question?.fallback(all, folder) ?? "";
  };
  for (const { id } of questions) all[id] = answer(id);
  return all as Answers; // the loop has gone through every question
}

function objectionTo({ id }: Question, answers: Answers, defaultMapping: string): string | undefined {
  const mapping = newMapping(defaultMapping, answers, "./mapping.schema.json");
  return refusalsOf(mapping, answers).find(({ question }) => question?.id === id)?.finding.message;
}
