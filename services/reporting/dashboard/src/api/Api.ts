import type { RapportApi } from "@rapport/contracts/http/Api";
import type { HttpApi, HttpApiGroup } from "effect/http-api";

/** Every endpoint of the HTTP API: the definition that the server answers by, as types alone. */
type Endpoint =
  typeof RapportApi extends HttpApi.HttpApi<infer _Id, infer Groups> ? HttpApiGroup.Endpoints<Groups> : never;

type AddressOf<E> = E extends {
  readonly method: infer M extends string;
  readonly path: infer P extends string;
}
  ? `${M} ${P}`
  : never;
type At<E, A> = E extends unknown ? (AddressOf<E> extends A ? E : never) : never;
type Of<E, Part extends string> = E extends { readonly [K in Part]: { readonly Type: infer T } }
  ? T
  : undefined;

/** `GET /v1/risk`, `GET /v1/clients/:id/risk`, … */
export type Address = AddressOf<Endpoint>;
/** The addresses that are only read. */
export type ReadAddress = Extract<Address, `GET ${string}`>;
/** The addresses that something is said to. */
export type WriteAddress = Exclude<Address, ReadAddress>;

/** What an address answers. */
export type Answer<A extends Address> = Of<At<Endpoint, A>, "~Success">;
/** The parameters of its query. */
export type Query<A extends Address> = Of<At<Endpoint, A>, "~Query">;
/** The parameters of its path. */
export type Params<A extends Address> = Of<At<Endpoint, A>, "~Params">;
/** What is said to it. */
export type Payload<A extends Address> = Of<At<Endpoint, A>, "~Payload">;

/** Where an address takes parameters they are asked for, else they may be left out. */
type Asked<Name extends string, T> = [T] extends [undefined]
  ? { readonly [K in Name]?: undefined }
  : object extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };
export type Ask<A extends Address> = Asked<"params", Params<A>> & Asked<"query", Query<A>>;
export type Say<A extends Address> = Ask<A> & Asked<"payload", Payload<A>>;
