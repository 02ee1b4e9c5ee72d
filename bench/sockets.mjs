// The same server as the live edge, as small as it can be, on the reference implementation: who subscribes to a track is
// in its room. `POST /publish?n=7` tells one update, `GET /heap` answers the bytes that are in use.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { Server } = createRequire(`${process.cwd()}/`)("socket.io");

const http = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname === "/publish") {
    const n = Number(url.searchParams.get("n")).toString(16).padStart(12, "0");
    io.to("track:bench").emit("download:job:updated", {
      id: `00000000-0000-4000-8000-${n}`,
      trackId: "bench",
      status: "processing",
      progress: 50,
      createdAt: "1970-01-01T00:00:00.000Z",
      error: null,
      outputPath: null,
    });
    response.end();
  } else if (url.pathname === "/heap") {
    global.gc();
    const { heapUsed, external } = process.memoryUsage();
    response.end(String(heapUsed + external));
  }
});
const io = new Server(http);
io.on("connection", (socket) =>
  socket.on("subscribe:track", (track) => {
    socket.join(`track:${track}`);
    socket.emit("track:snapshot", { trackId: track, jobs: [], seq: 0 });
  }),
);
http.listen(Number(process.argv[2]), "127.0.0.1", () => console.log("ready"));
