import { type Expression, get, type Operand } from "./expression.ts";
import { coalesce, constant, startsWith, string, when } from "./functions.ts";

/** What a status code means to somebody who looks after deals, not after interfaces. */
const meanings = {
  "400": "the values were not accepted",
  "401": "the connection is no longer signed in: renew it",
  "403": "the user of the connection lacks a permission",
  "404": "it does not exist, or the user of the connection may not see it",
  "408": "there was no answer in time",
  "409": "somebody else is changing it",
  "412": "somebody else was faster three times",
  "429": "too many requests: it will be tried again",
  "500": "a fault on the other side",
  "502": "a fault on the other side",
  "503": "out of service for the moment",
  "504": "there was no answer in time",
};

/** The meaning of a status in words. */
export function meaning(status: Operand): Expression {
  return coalesce(get(constant(meanings), string(status)), "unexpected answer");
}

/** The words of an answer, wherever the service puts them; an answer that is no object is shown as it is. */
export function messageOf(answer: Expression): Expression {
  const text = string(coalesce(answer, ""));
  return when(
    startsWith(text, "{"),
    coalesce(get(answer, "error", "message"), get(answer, "message"), text),
    text,
  );
}
