import { SourceError } from "@rapport/connectors/mail/MailItem";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Flag } from "effect/cli";
import { userPath } from "../paths.ts";

/** What the commands on help desks, calendars and books take alike. */
export const pathsOf = (what: string) =>
  Argument.String("PATH").pipe(
    Argument.withDescription(`${what}: files or folders, gz or zip of them; - is standard input`),
    Argument.variadic({ min: 1 }),
  );

export const fromFlag = <const Names extends ReadonlyArray<string>>(names: Names, description: string) =>
  Flag.Literals("from", names).pipe(Flag.withDescription(description), Flag.optional);

export const mapFlag = Flag.String("map").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("A mapping file (JSON) that says what the columns of a table mean"),
  Flag.optional,
);

export const accountFlag = (description: string) =>
  Flag.String("account").pipe(Flag.withMetavar("NAME"), Flag.withDescription(description), Flag.optional);

/** Options as the services take them: what was not said is not there. */
export const said = <K extends string, A>(name: K, value: Option.Option<A>): { readonly [P in K]?: A } =>
  Option.isNone(value) ? {} : ({ [name]: value.value } as { readonly [P in K]: A });

/** A mapping file that cannot be used is wrong usage, whatever the service that reads it calls it. */
export const checkingMap =
  (map: Option.Option<string>) =>
  <A, E, R>(work: Effect.Effect<A, E | SourceError, R>): Effect.Effect<A, E | SourceError | Refusal, R> =>
    Effect.mapError(work, (error) =>
      error instanceof SourceError && Option.isSome(map) && error.input === userPath(map.value)
        ? usageError(error.message)
        : error,
    );

export const mapOf = (map: Option.Option<string>): { readonly map?: string } =>
  said("map", Option.map(map, userPath));
