import { Failure } from "../../generator/diagnostics/failure.ts";
import type { ServiceRequest } from "../world/service.ts";
import { hostCodes } from "./codes.ts";
import type { Policy } from "./definition.ts";
import { member, textMember } from "./json.ts";

const prefix = "x-ms-apimTemplateParameter.";

/** The policies of a connector, by operation. One that names no operation is for all of them. */
export function readPolicies(connector: string, source: unknown): (operationId: string) => readonly Policy[] {
  const list = Array.isArray(source) ? source : member(source, "policyTemplateInstances");
  const read = (Array.isArray(list) ? list : []).map((instance: unknown) => readPolicy(connector, instance));
  return (operationId) =>
    read.flatMap(({ operations, policy }) =>
      operations === undefined || operations.includes(operationId) ? [policy] : [],
    );
}

interface Bound {
  /** Undefined: every operation. */
  readonly operations: readonly unknown[] | undefined;
  readonly policy: Policy;
}

function readPolicy(connector: string, instance: unknown): Bound {
  const template = (textMember(instance, "templateId") ?? "").toLowerCase();
  const parameters = member(instance, "parameters");
  const names = member(parameters, "x-ms-apimTemplate-operationName");
  const section = textMember(parameters, "x-ms-apimTemplate-policySection") ?? "Request";
  const text = (name: string): string | undefined => textMember(parameters, `${prefix}${name}`);
  const unsupported = (policy: string): never => {
    throw new Failure(hostCodes.finding("POLICY_UNSUPPORTED", { connector, policy }));
  };
  if (section !== "Request") return unsupported(`${template} in the section ${section}`);
  const operations = Array.isArray(names) ? names : undefined;
  switch (template) {
    case "setheader": {
      const value = text("value") ?? "";
      if (value.includes("@")) return unsupported(`setheader with the expression ${value}`);
      const name = text("name") ?? unsupported("setheader without a name");
      return {
        operations,
        policy: { kind: "setHeader", name, value, whenPresent: action(text("existsAction")) },
      };
    }
    case "routerequesttoendpoint": {
      const newPath = text("newPath") ?? unsupported("routerequesttoendpoint without newPath");
      if (newPath.includes("@")) return unsupported(`routerequesttoendpoint with the expression ${newPath}`);
      return {
        operations,
        policy: { kind: "route", newPath, method: method(text("httpMethod"), unsupported) },
      };
    }
    default:
      return unsupported(template === "" ? "one without a templateId" : template);
  }
}

function action(text: string | undefined): "override" | "skip" | "append" {
  return text === "skip" || text === "append" ? text : "override";
}

/** `@Request.OriginalHTTPMethod`, the designer's default, keeps the method of the operation. */
function method(
  text: string | undefined,
  unsupported: (policy: string) => never,
): ServiceRequest["method"] | undefined {
  switch (text) {
    case undefined:
    case "@Request.OriginalHTTPMethod":
      return undefined;
    case "GET":
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return text;
    default:
      return unsupported(`routerequesttoendpoint with the method ${text}`);
  }
}
