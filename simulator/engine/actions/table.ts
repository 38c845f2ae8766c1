import { workflow } from "./child-flow.ts";
import { openApiConnection, openApiConnectionWebhook } from "./connector.ts";
import { condition, scope, switchAction } from "./containers.ts";
import { compose, expression, join, query, select } from "./data.ts";
import { http } from "./http.ts";
import type { ActionKind } from "./kind.ts";
import { foreach, until } from "./loops.ts";
import { parseJson } from "./parse-json.ts";
import { response, terminate, wait } from "./run-control.ts";
import { table } from "./table-action.ts";
import {
  appendToArrayVariable,
  appendToStringVariable,
  decrementVariable,
  incrementVariable,
  initializeVariable,
  setVariable,
} from "./variables.ts";

/** Every type of action that the simulator carries out. */
export const actionKinds: Readonly<Record<string, ActionKind | undefined>> = {
  OpenApiConnection: openApiConnection,
  OpenApiConnectionWebhook: openApiConnectionWebhook,
  Http: http,
  Workflow: workflow,
  Response: response,
  Scope: scope,
  If: condition,
  Switch: switchAction,
  Foreach: foreach,
  Until: until,
  Compose: compose,
  ParseJson: parseJson,
  InitializeVariable: initializeVariable,
  SetVariable: setVariable,
  IncrementVariable: incrementVariable,
  DecrementVariable: decrementVariable,
  AppendToArrayVariable: appendToArrayVariable,
  AppendToStringVariable: appendToStringVariable,
  Query: query,
  Select: select,
  Join: join,
  Table: table,
  Terminate: terminate,
  Wait: wait,
  Expression: expression,
};
