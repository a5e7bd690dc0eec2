import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "./kafkaJars.ts";

/** Files of a throw-away certificate authority, PEM. The client's pair is for brokers that ask for one (mtls). */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Where a cluster's folder has them. */
export const certificateFiles = (cluster: string): Certificates => ({
  ca: join(cluster, "tls", "ca.crt"),
  cert: join(cluster, "tls", "client.crt"),
  key: join(cluster, "tls", "client.key"),
});

const openssl = (...args: ReadonlyArray<ReadonlyArray<string>>): Promise<string> =>
  runProgram("openssl", args.flat(), "A local Kafka with TLS makes its certificates with openssl.");

const keyOptions = ["-newkey", "rsa:2048", "-nodes", "-sha256"];

const signedPair = async (
  folder: string,
  name: string,
  subject: string,
  extensions: string,
): Promise<void> => {
  const file = (ending: string): string => join(folder, `${name}.${ending}`);
  await writeFile(file("ext"), extensions);
  await openssl(["req", ...keyOptions, "-keyout", file("key"), "-out", file("csr"), "-subj", subject]);
  await openssl(
    ["x509", "-req", "-sha256", "-days", "30", "-in", file("csr"), "-extfile", file("ext")],
    ["-CA", join(folder, "ca.crt"), "-CAkey", join(folder, "ca.key"), "-CAcreateserial"],
    ["-out", file("crt")],
  );
};

/**
 * Certificates for brokers on 127.0.0.1 and localhost in `<folder>/tls`, made once: a CA (ca.crt), the server's pair in
 * one file (server.pem) and a client's (client.crt, client.key), valid for 30 days.
 */
export const makeCertificates = async (cluster: string): Promise<Certificates> => {
  const folder = join(cluster, "tls");
  const files = certificateFiles(cluster);
  const server = join(folder, "server.pem");
  const made = await access(server).then(
    () => true,
    () => false,
  );
  if (made) return files;
  await mkdir(folder, { recursive: true });
  await openssl(
    ["req", "-x509", ...keyOptions, "-days", "30", "-subj", "/CN=local Kafka"],
    ["-keyout", join(folder, "ca.key"), "-out", files.ca],
  );
  await signedPair(folder, "server", "/CN=localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  await signedPair(folder, "client", "/CN=rapport", "extendedKeyUsage=clientAuth\n");
  const pair = await Promise.all(["key", "crt"].map((e) => readFile(join(folder, `server.${e}`), "utf8")));
  await writeFile(server, pair.join(""));
  return files;
};
