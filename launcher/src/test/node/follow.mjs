// Follows a track with the real client and default options, as the original's web page does, and prints every event as
// one line of JSON. Arguments: server, name of the track, "polling" | "websocket" | "default", and whether to cut the
// connection once in the middle.
import { io } from "socket.io-client";

const [server, track, transport, cut] = process.argv.slice(2);
const options = transport === "default" ? {} : { transports: [transport] };
const socket = io(server, options);
const print = (event, ...data) => console.log(JSON.stringify([event, ...data]));

socket.on("connect", () => {
  print("connect", { recovered: socket.recovered, transport: socket.io.engine.transport.name });
  socket.emit("subscribe:track", track);
});
socket.io.engine.on("upgrade", (to) => print("upgrade", { transport: to.name }));
socket.on("connect_error", (error) => print("connect_error", { message: error.message }));
socket.on("disconnect", (reason) => print("disconnect", { reason }));

let cutAlready = cut !== "cut";
const done = new Set();
socket.onAny((event, payload) => {
  print(event, payload);
  if (!cutAlready && event === "download:job:completed") {
    cutAlready = true;
    // As if a train went into a tunnel: nobody says goodbye. Between two turns of the loop, as tunnels come: events that the
    // client (4.8) has decoded but not yet told when it is cut in the middle of a turn, it tells again after it has
    // asked for them, because its offset is that of the last one told.
    setImmediate(() => socket.io.engine.close());
  }
  if (event === "processing:completed" || event === "analysis:completed") {
    done.add(event);
  }
  if (done.size === 2) {
    socket.close();
  }
});
