// Receives webhooks, checks who sent them, and prints one line for each.
// Usage: WEBHOOK_SECRET=whsec_… node receive-webhooks.mjs [PORT]
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const TOLERANCE_SECONDS = 5 * 60;
const key = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");
const seen = new Set(); // a real receiver keeps the ids where they survive a restart

function genuine(headers, body) {
  const timestamp = Number(headers["webhook-timestamp"]);
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= TOLERANCE_SECONDS)) {
    return false;
  }
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = createHmac("sha256", key).update(signed).digest();
  return (headers["webhook-signature"] ?? "").split(" ").some((entry) => {
    const [version, signature] = entry.split(",");
    const given = Buffer.from(signature ?? "", "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const body = Buffer.concat(parts).toString("utf8"); // as it came: parsed and written again it could differ
  if (!genuine(request.headers, body)) {
    response.writeHead(401).end();
    console.log("refused");
    return;
  }
  response.writeHead(204).end(); // first the answer, then the work
  const id = request.headers["webhook-id"];
  if (!seen.has(id)) {
    seen.add(id);
    console.log(`${JSON.parse(body).type} ${id}`);
  }
});
server.listen(Number(process.argv[2] ?? 8099), "127.0.0.1", () => console.log("listening"));
