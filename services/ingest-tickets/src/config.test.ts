import { fileURLToPath } from "node:url";
import { assert, describe, it } from "@effect/vitest";
import { ConfigProvider, Effect } from "effect";
import { readTicketConfig } from "./config.ts";

const fixtures = fileURLToPath(new URL("../../../tests/fixtures/tickets", import.meta.url));
const withEnv = (env: Record<string, string>) =>
  readTicketConfig.pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))));

describe("the settings of the ticket ingest", () => {
  it.live("name what is watched and how it is read", () =>
    Effect.gen(function* () {
      const config = yield* withEnv({
        RAPPORT_TICKETS_PATHS: `${fixtures}/zendesk:${fixtures}/servicenow`,
        RAPPORT_TICKETS_MAP: `${fixtures}/servicenow/mapping.json`,
        RAPPORT_TICKETS_ACCOUNT: "acme",
      });
      assert.deepInclude(config, { account: "acme" });
      assert.lengthOf(config.paths, 2);
      assert.notProperty(config, "from");
    }),
  );

  it.live("are refused with what to do: no path, one that is not there, a wrong mapping or help desk", () =>
    Effect.gen(function* () {
      const paths = { RAPPORT_TICKETS_PATHS: `${fixtures}/zendesk` };
      const cases: ReadonlyArray<readonly [Record<string, string>, RegExp]> = [
        [{}, /RAPPORT_TICKETS_PATHS/],
        [{ RAPPORT_TICKETS_PATHS: "/nowhere/at/all" }, /nowhere/],
        [{ ...paths, RAPPORT_TICKETS_FROM: "lotus" }, /zendesk, jira/],
        [{ ...paths, RAPPORT_TICKETS_MAP: `${fixtures}/zendesk/people.json` }, /no mapping/],
      ];
      for (const [env, said] of cases) {
        const { message } = yield* Effect.flip(withEnv(env));
        assert.match(message, said);
      }
    }),
  );
});
