// Uploads a file with the real client of TUS and prints what happens, one line of JSON each. Arguments: server, file, bytes
// per request, bytes after which it stops for a moment (0 for never), the address of an upload to go on with (or nothing),
// and bytes after which it stands still in the middle of its request until it is killed (0 for never).
import { createReadStream, statSync } from "node:fs";
import * as tus from "tus-js-client";

const [server, file, chunkSize, stopAfter, uploadUrl, standAfter] = process.argv.slice(2);
const print = (event, ...data) => console.log(JSON.stringify([event, ...data]));

let stopped = stopAfter === "0";
let track = null;
const upload = new tus.Upload(createReadStream(file), {
  endpoint: `${server}/api/uploads`,
  uploadUrl: uploadUrl || undefined,
  uploadSize: statSync(file).size,
  chunkSize: Number(chunkSize),
  metadata: { filename: "song.wav", filetype: "audio/wav", options: '{"autoProcess":false}' },
  retryDelays: [500, 1000, 3000, 5000, 5000, 5000],
  onAfterResponse: (request, response) => {
    track = response.getHeader("Alchemy-Track") ?? track;
    print("response", request.getMethod(), response.getStatus(), response.getHeader("Upload-Offset") ?? null);
  },
  onUploadUrlAvailable: () => print("url", upload.url),
  onProgress: async (sent) => {
    if (Number(standAfter) > 0 && sent >= Number(standAfter)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    if (!stopped && sent >= Number(stopAfter)) {
      stopped = true;
      await upload.abort();
      print("stopped", sent);
      upload.start();
    }
  },
  onError: (error) => {
    print("error", error.message);
    process.exitCode = 1;
  },
  onSuccess: () => print("success", track),
});
upload.start();
