import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uploads a song, prints every step while it happens, saves the stems. Needs a JDK only:
 * {@code java SeparateSong.java FILE [SERVER] [FOLDER]}. A real client would use a JSON library.
 */
public final class SeparateSong {
    private static final Pattern STEM = Pattern.compile("\"name\":\"([^\"]+)\",\"type\":\"[^\"]+\",\"url\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    private SeparateSong(URI server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("usage: java SeparateSong.java FILE [SERVER] [FOLDER]");
            System.exit(2);
        }
        URI server = URI.create(args.length > 1 ? args[1] : "http://127.0.0.1:3000");
        Path folder = Path.of(args.length > 2 ? args[2] : "stems");
        new SeparateSong(server).run(Path.of(args[0]), folder);
    }

    private void run(Path song, Path folder) throws Exception {
        String id = field("id", upload(song));
        String track = follow(id);
        System.out.println("status " + field("status", track));
        Files.createDirectories(folder);
        Matcher stem = STEM.matcher(track);
        while (stem.find()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(stem.group(2))).build();
            http.send(request, BodyHandlers.ofFile(folder.resolve(stem.group(1))));
            System.out.println(folder.resolve(stem.group(1)));
        }
    }

    private String upload(Path song) throws Exception {
        String boundary = "a-boundary-that-no-song-contains";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + song.getFileName() + "\"\r\n\r\n";
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/tracks"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(song),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build();
        return answer(request);
    }

    /** Every event is printed; when a job has ended, the track tells whether that was the last one. */
    private String follow(String id) throws Exception {
        Events events = new Events();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + server.getAuthority() + "/ws"), events)
                .get();
        socket.sendText("{\"event\":\"subscribe:track\",\"data\":\"" + id + "\"}", true);
        while (true) {
            String frame = events.received.take();
            String event = field("event", frame);
            System.out.println(event + " " + number("progress", frame));
            if (!event.endsWith(":updated")) {
                String track = answer(HttpRequest.newBuilder(server.resolve("/api/tracks/" + id)).build());
                if (Set.of("ready", "partial", "error").contains(field("status", track))) {
                    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done");
                    return track;
                }
            }
        }
    }

    private String answer(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + ": " + field("error", response.body()));
        }
        return response.body();
    }

    private static String field(String name, String json) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return value.find() ? value.group(1) : "";
    }

    private static String number(String name, String json) {
        Matcher value = Pattern.compile("\"" + name + "\":([0-9.]+)").matcher(json);
        return value.find() ? value.group(1) : "";
    }

    /** Joins the parts of messages and hands on whole ones. */
    private static final class Events implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
