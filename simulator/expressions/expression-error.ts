/** The platform's code of what went wrong, or a code of ours for the limits that the platform only documents. */
export type ExpressionCode = "InvalidTemplate" | "EXPR.TOO_LONG" | "EXPR.TOO_DEEP" | "EXPR.RESULT_TOO_LARGE";

/** What kind of mistake an error tells of; the platform gives all of them the same code. */
export type ExpressionProblem = "syntax" | "function-unknown" | "argument-count" | "limit" | "evaluation";

/**
 * An expression that does not parse, does not compile or has no value. It is thrown by compiled templates, where the
 * flow engine turns it into the failure of an action; parseTemplate returns it.
 */
export class ExpressionError extends Error {
  readonly code: ExpressionCode;
  readonly problem: ExpressionProblem;
  /** Where in the template it is, in UTF-16 units from 0; known for what parsing and compiling find. */
  readonly offset: number | undefined;

  constructor(
    message: string,
    problem: ExpressionProblem = "evaluation",
    offset?: number,
    code: ExpressionCode = "InvalidTemplate",
  ) {
    super(message);
    this.name = "ExpressionError";
    this.code = code;
    this.problem = problem;
    this.offset = offset;
  }
}

/** The message as a run shows it for an action: `part` is `inputs`, or what else of the action was evaluated. */
export function actionMessage(action: string, error: ExpressionError, part = "inputs"): string {
  return `Unable to process template language expressions in action '${action}' ${part} at line '0' and column '0': '${error.message}'.`;
}
