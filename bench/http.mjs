// The path of the original's requests, as small as it can be: `node http.mjs gateway PORT SERVICE_PORT` hands everything
// below /api/download to `node http.mjs service PORT REDIS_URL`, which keeps a job in Redis: its record, its place among
// the track's jobs, an entry in the queue, and a message to whoever listens.
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const express = require("express");

function service(redis) {
  const app = express();
  app.use(express.json());
  app.post("/track", async (request, response) => {
    const { trackId, spotifyUrl, trackInfo } = request.body;
    if (!trackId || !(spotifyUrl || trackInfo)) {
      return response.status(400).json({ error: "trackId and spotifyUrl or trackInfo are required" });
    }
    const job = {
      id: randomUUID(),
      trackId,
      status: "queued",
      progress: 0,
      createdAt: new Date().toISOString(),
      error: null,
      outputPath: null,
    };
    const record = JSON.stringify(job);
    await redis
      .pipeline()
      .set(`download:job:${job.id}`, record)
      .sadd(`track:${trackId}:jobs`, job.id)
      .lpush("download:queue", job.id)
      .publish("download:job:created", record)
      .exec();
    response.status(202).json({ jobId: job.id, trackId, status: job.status, message: "Download job created" });
  });
  app.get("/job/:jobId", async (request, response) => {
    const record = await redis.get(`download:job:${request.params.jobId}`);
    if (!record) {
      return response.status(404).json({ error: "Job not found" });
    }
    response.json(JSON.parse(record));
  });
  return app;
}

function gateway(target) {
  const { createProxyMiddleware } = require("http-proxy-middleware");
  const { Agent } = require("node:http");
  const app = express();
  const agent = new Agent({ keepAlive: true });
  app.use("/api/download", createProxyMiddleware({ target, changeOrigin: true, agent }));
  return app;
}

const [role, port, where] = process.argv.slice(2);
const app = express();
if (role === "gateway") {
  app.use(gateway(`http://127.0.0.1:${where}`));
} else {
  const Redis = require("ioredis");
  const jobs = service(new Redis(where));
  app.use("/api/download", jobs); // for whoever comes without a gateway
  app.use(jobs);
}
app.listen(Number(port), "127.0.0.1", () => console.log("ready"));
