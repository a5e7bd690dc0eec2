import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A mail server of this machine. */
export interface MailServer {
  /** As `RAPPORT_SMTP_URL` has it. */
  readonly url: string;
  /** What it took, in the order in which it did. */
  readonly mails: ReadonlyArray<ParsedMail>;
  readonly stop: () => Promise<void>;
}

/** Starts a mail server that keeps what it is sent; refuses while `refuses` says so. */
export const startMailServer = async (refuses: () => boolean = () => false): Promise<MailServer> => {
  const mails: Array<ParsedMail> = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_address, _session, done) => (refuses() ? done(new Error("the box is full")) : done()),
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      });
    },
  });
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => new Promise<void>((closed) => void server.close(closed)),
  };
};
