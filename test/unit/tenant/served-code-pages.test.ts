import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import { servedCodes } from "../../../simulator/tenant/served/codes.ts";
import { controlSurface } from "../../../simulator/tenant/served/control-surface.ts";
import { testPages } from "../code-page.ts";

testPages(servedCodes, (_language, text) => {
  const { POST: path, body }: { readonly POST: string; readonly body: unknown } = JSON.parse(text);
  const surface = controlSurface(createTenant({ seed: 1, zips: [], flows: "off" }));
  surface.handle({ method: "POST", path, query: {}, headers: {}, body, user: "" });
});
