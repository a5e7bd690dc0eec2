import { Context } from "effect";
import { type AccessStore, openAccessStore } from "./AccessStore.ts";
import type { OidcClient } from "./oidc/OidcClient.ts";
import { usualBounds, type Bounds } from "./RateLimits.ts";

/** How people and programs come in. */
export interface AccessOptions {
  readonly store: AccessStore;
  /** The address that readers use, as `https://rapport.example`; null: the one that is listened on. */
  readonly publicUrl: URL | null;
  /** The firm's own sign-in; null where there is none. */
  readonly oidc: OidcClient | null;
  readonly bounds: Bounds;
}

/** By default a store of its own that nobody has an account in: whoever serves without saying how to come in lets nobody in. */
export const Access = Context.Reference<AccessOptions>("@rapport/reporting/Access", {
  defaultValue: () => ({
    store: openAccessStore(":memory:"),
    publicUrl: null,
    oidc: null,
    bounds: usualBounds,
  }),
});
