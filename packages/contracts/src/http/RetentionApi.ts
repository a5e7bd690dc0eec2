import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { fromZod } from "./FromZod.ts";
import { daySpan, inCurrency, limitOf, whenRead } from "./parameters.ts";
import { readProblems } from "./Problems.ts";
import { RenewalsAnswer } from "./retention/Renewals.ts";
import { RetentionAnswer } from "./retention/Retention.ts";

const retention = HttpApiEndpoint.get("retention", "/retention", {
  query: { ...whenRead, ...daySpan, ...inCurrency },
  success: fromZod(RetentionAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({
    summary: "Recurring revenue kept, won and lost (GRR, NRR, logo churn), and what of it is at risk",
  }),
);

const renewals = HttpApiEndpoint.get("renewals", "/renewals", {
  query: {
    ...whenRead,
    ...inCurrency,
    days: Schema.optional(
      limitOf(1100).annotate({ description: "Days ahead to look for renewals and ends. Default: 365." }),
    ),
  },
  success: fromZod(RenewalsAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({
    summary:
      "Renewals and ends with their deadlines for notice; expected invoices of clients without a recurring fee",
  }),
);

export class RetentionGroup extends HttpApiGroup.make("retention")
  .add(retention, renewals)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Retention" })) {}
