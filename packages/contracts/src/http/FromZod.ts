import { Schema } from "effect";
import type { z } from "zod";
import { toJSONSchema } from "zod";

/**
 * A zod contract as an HttpApi schema: zod stays the one definition, Effect sees checked JSON, and OpenAPI
 * carries zod's JSON Schema. The contract may not transform (input and output are the same JSON).
 */
export const fromZod = <S extends z.ZodType>(contract: S): Schema.Codec<z.output<S>, z.input<S>> =>
  Schema.Json.pipe(
    Schema.check(
      Schema.makeFilter<Schema.Json>(
        (input) => {
          const parsed = contract.safeParse(input);
          if (parsed.success) return undefined;
          return parsed.error.issues.map((issue) => ({ path: issue.path, issue: issue.message }));
        },
        { toJsonSchema: () => toJSONSchema(contract, { io: "input" }) as never },
      ),
    ),
  ) as unknown as Schema.Codec<z.output<S>, z.input<S>>;
