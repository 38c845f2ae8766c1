import type { Model } from "../../generator/model/model.ts";
import type { Expression } from "../kit/expression.ts";
import { concat, constant, createArray, empty, join, setProperty, union, when } from "../kit/functions.ts";
import { dataPath } from "../records/salesforce-requests.ts";
import { withProperties } from "../records/state.ts";
import { givenRows } from "./inputs.ts";
import { preparedRoles } from "./update-contacts.ts";

/** Lists of requests: rows to add, to change and to remove, each a collection, each only where there is something. */
export function rowRequests(model: Model): readonly Expression[] {
  const url = `${dataPath(model)}/composite/sobjects`;
  const add = union(givenRows("add"), preparedRoles(model));
  const collection = (method: string, referenceId: string, records: Expression): Expression =>
    when(
      empty(records),
      constant([]),
      createArray(
        setProperty(
          constant({ method, url, referenceId }),
          "body",
          withProperties(constant({ allOrNone: true }), { records }),
        ),
      ),
    );
  const remove = when(
    empty(givenRows("remove")),
    constant([]),
    createArray(
      setProperty(
        constant({ method: "DELETE", referenceId: "rowsRemoved" }),
        "url",
        concat(`${url}?allOrNone=true&ids=`, join(givenRows("remove"), ",")),
      ),
    ),
  );
  return [
    collection("POST", "rowsAdded", add),
    collection("PATCH", "rowsChanged", givenRows("change")),
    remove,
  ];
}
