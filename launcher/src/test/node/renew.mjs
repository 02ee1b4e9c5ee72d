// Joins with a token that is about to run out and, when that is announced, renews it on the connection that stands, as
// docs/live.md says. Prints every event as one line of JSON. Arguments: server, name of a track, "polling" | "websocket",
// the first token, one of somebody else and the next one; without a next one nothing is renewed.
import { io } from "socket.io-client";

const [server, track, transport, first, foreign, next] = process.argv.slice(2);
let token = first;
const socket = io(server, { transports: [transport], auth: (join) => join({ token }) });
const print = (event, ...data) => console.log(JSON.stringify([event, ...data]));

socket.on("connect", () => {
  print("connect", { id: socket.id });
  socket.emit("subscribe:track", track);
});
socket.on("connect_error", (error) => print("connect_error", { message: error.message, code: error.data?.code }));
socket.on("disconnect", (reason) => {
  print("disconnect", { reason });
  socket.close();
});
socket.onAny(async (event, payload) => {
  print(event, payload);
  if (event === "auth:expiring" && next) {
    for (const each of [foreign, "nonsense", next]) {
      const answer = await socket.emitWithAck("auth:refresh", { token: each });
      print("answer", answer);
      token = answer.ok ? each : token;
    }
  }
  if (event === "analysis:completed") {
    socket.close();
  }
});
