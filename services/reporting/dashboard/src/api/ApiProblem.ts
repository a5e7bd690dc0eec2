/** An answer that is a problem (RFC 9457), or no answer at all: then `status` is 0. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  /** `urn:rapport:problem:…` */
  readonly type: string;
  readonly title: string;
  /** Seconds after which asking again is worth while; null where the server does not say. */
  readonly retryAfterSeconds: number | null;
  /** Everything that the problem says of itself, such as `done` and `total`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, members: Readonly<Record<string, unknown>>, retryAfterSeconds: number | null) {
    const text = (name: string, otherwise: string) =>
      typeof members[name] === "string" ? members[name] : otherwise;
    super(text("detail", text("title", "The server did not answer.")));
    this.status = status;
    this.type = text("type", "about:blank");
    this.title = text("title", "No answer");
    this.retryAfterSeconds = retryAfterSeconds;
    this.members = members;
  }
}
