import type { Service, ServiceRequest, ServiceResponse } from "../../world/service.ts";
import { tokenPath, tokenSeconds } from "./facts.ts";

/** An application that release tools sign in as, with a secret or with the token of a pipeline. */
export interface Application {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who the bearer of a token is: the application itself, or a user for whom it acts. */
export type Bearer = { readonly kind: "application" } | { readonly kind: "user"; readonly user: string };

/**
 * Signs in as the Microsoft identity platform does: a client secret gives the application's token, the refresh token of
 * a user gives one of that user. Refusals carry the platform's own error numbers.
 */
export class SignIn {
  readonly #application: Application;
  readonly #bearers = new Map<string, Bearer>();
  #issued = 0;

  constructor(application: Application) {
    this.#application = application;
  }

  /** The part of the identity platform that is served, for `https://login.microsoftonline.com`. */
  service(): Service {
    return { hosts: ["login.microsoftonline.com"], handle: (request) => this.#grant(request) };
  }

  /** Whoever a token was given to; undefined for one that was never given out. */
  bearer(request: ServiceRequest): Bearer | undefined {
    const token = /^Bearer\s+(.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
    return token === undefined ? undefined : this.#bearers.get(token);
  }

  /** The refresh token with which tools act for a user, as it is kept after that user has consented once. */
  refreshToken(user: string): string {
    return `refresh ${user}`;
  }

  /** A token that was given out already, for tests that do not want to sign in. */
  issue(bearer: Bearer): string {
    this.#issued += 1;
    const token = `emulated.${this.#issued}.${bearer.kind}`;
    this.#bearers.set(token, bearer);
    return token;
  }

  #grant(request: ServiceRequest): ServiceResponse {
    const tenant = tokenPath.exec(request.path)?.[1];
    const { tenantId, clientId, clientSecret } = this.#application;
    if (tenant === undefined || request.method !== "POST")
      return refused(404, "invalid_request", "Not found");
    if (tenant.toLowerCase() !== tenantId) {
      return refused(400, "invalid_request", `AADSTS90002: Tenant '${tenant}' not found.`);
    }
    const form = readForm(request.body);
    if (form["client_id"]?.toLowerCase() !== clientId) {
      const name = form["client_id"] ?? "";
      return refused(400, "unauthorized_client", `AADSTS700016: Application '${name}' was not found.`);
    }
    if (form["client_secret"] !== clientSecret) {
      return refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }
    if (form["grant_type"] === "client_credentials")
      return granted(this.issue({ kind: "application" }), form);
    const user = /^refresh (.+)$/.exec(form["refresh_token"] ?? "")?.[1];
    if (form["grant_type"] === "refresh_token" && user !== undefined) {
      return granted(this.issue({ kind: "user", user }), form, this.refreshToken(user));
    }
    return refused(400, "invalid_grant", "AADSTS9002313: Invalid request.");
  }
}

function granted(token: string, form: Readonly<Record<string, string>>, refresh?: string): ServiceResponse {
  return json(200, {
    token_type: "Bearer",
    scope: form["scope"] ?? "",
    expires_in: tokenSeconds,
    ext_expires_in: tokenSeconds,
    access_token: token,
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
  });
}

function refused(status: number, error: string, description: string): ServiceResponse {
  return json(status, { error, error_description: description });
}

function readForm(body: unknown): Readonly<Record<string, string>> {
  return typeof body === "string" ? Object.fromEntries(new URLSearchParams(body)) : {};
}

function json(status: number, body: unknown): ServiceResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
