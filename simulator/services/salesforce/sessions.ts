import type { ServiceRequest, ServiceResponse } from "../../world/service.ts";
import type { Org, User } from "./org.ts";
import { parseQueryString } from "./rest/request.ts";

/** Access tokens, and the endpoints that give and take them. */
export class Sessions {
  readonly #org: Org;
  readonly #users = new Map<string, string>();

  constructor(org: Org) {
    this.#org = org;
  }

  /** The token of a user; always the same one, so that a run can be repeated. */
  token(username: string): string {
    const user = this.#org.user(username);
    const token = `${this.#org.organizationId()}!${user.id}`;
    this.#users.set(token, user.username);
    return token;
  }

  /** Who calls: the bearer of a token, else the user of the connection. Undefined is nobody. */
  caller(request: ServiceRequest): User | undefined {
    const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
    const name = bearer === undefined ? request.user : (this.#users.get(bearer) ?? "");
    const user = this.#org.usersByName.get(name.toLowerCase()) ?? this.#org.usersById.get(name);
    return user?.active === true ? user : undefined;
  }

  /** `/services/oauth2/token`, `revoke`, `userinfo`, and the identity URL; undefined for any other path. */
  endpoint(request: ServiceRequest): ServiceResponse | undefined {
    const path = request.path.toLowerCase();
    if (path === "/services/oauth2/token" && request.method === "POST") return this.#grant(request);
    if (path === "/services/oauth2/revoke") return { status: 200, headers: {} };
    const identity = path === "/services/oauth2/userinfo" || /^\/id\/[0-9a-z]+\/[0-9a-z]+$/.test(path);
    return identity ? this.#identity(request) : undefined;
  }

  #grant(request: ServiceRequest): ServiceResponse {
    const form = readForm(request.body);
    const name = form["username"] ?? form["client_id"] ?? form["refresh_token"] ?? "";
    const user = this.#org.usersByName.get(name.toLowerCase());
    if (user === undefined || !user.active) {
      const reason = user === undefined ? "authentication failure" : "inactive user";
      return json(400, { error: "invalid_grant", error_description: reason });
    }
    const base = baseUrl(this.#org, request);
    return json(200, {
      access_token: this.token(user.username),
      instance_url: base,
      id: `${base}/id/${this.#org.organizationId()}/${user.id}`,
      token_type: "Bearer",
      issued_at: String(this.#org.clock.now()),
      signature: "c2lnbmF0dXJl",
    });
  }

  #identity(request: ServiceRequest): ServiceResponse {
    const user = this.caller(request);
    if (user === undefined) return json(403, { error: "Bad_OAuth_Token" });
    const record = this.#org.store.get(this.#org.type("User"), user.id)?.values ?? {};
    return json(200, {
      id: `${baseUrl(this.#org, request)}/id/${this.#org.organizationId()}/${user.id}`,
      user_id: user.id,
      organization_id: this.#org.organizationId(),
      username: user.username,
      preferred_username: user.username,
      display_name: record["Name"] ?? user.username,
      name: record["Name"] ?? user.username,
      email: record["Email"] ?? user.username,
      active: true,
    });
  }
}

/** Where this org is reached: on loopback the host header says it, in process the instance name does. */
function baseUrl(org: Org, request: ServiceRequest): string {
  const base = request.headers["x-emulator-base"];
  return base ?? `https://${org.options.instance}`;
}

function readForm(body: unknown): Readonly<Record<string, string>> {
  if (typeof body === "string") return parseQueryString(body);
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

function json(status: number, body: unknown): ServiceResponse {
  return { status, headers: { "content-type": "application/json;charset=UTF-8" }, body };
}
