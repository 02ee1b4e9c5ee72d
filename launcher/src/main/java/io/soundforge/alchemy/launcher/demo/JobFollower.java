package io.soundforge.alchemy.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.launcher.LaunchException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Subscribes to a track on the socket and watches its jobs until all have ended. */
final class JobFollower implements WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final JobObserver observer;
    private final Map<String, String> states = new HashMap<>();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    JobFollower(JobObserver observer) {
        this.observer = observer;
    }

    void follow(HttpClient http, URI address, String trackId, Duration limit) throws InterruptedException {
        try {
            WebSocket socket =
                    http.newWebSocketBuilder().buildAsync(address, this).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            String subscribe = JSON.createObjectNode()
                    .put("event", "subscribe:track")
                    .put("data", trackId)
                    .toString();
            socket.sendText(subscribe, true).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            socket.abort();
        } catch (TimeoutException e) {
            throw new LaunchException("The work was not finished within " + limit.toMinutes() + " minutes", e);
        } catch (ExecutionException e) {
            throw new LaunchException("The socket failed: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            String text = message.toString();
            message.setLength(0);
            read(text);
        }
        socket.request(1);
        return null;
    }

    private void read(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            String event = frame.path("event").asText();
            if (event.equals("track:snapshot")) {
                frame.path("data").path("jobs").forEach(this::notice);
                finishIfEnded();
            } else if (event.contains(":job:")) {
                notice(frame.path("data"));
                finishIfEnded();
            } else if (event.equals("error")) {
                ended.completeExceptionally(
                        new LaunchException(frame.path("data").path("error").asText()));
            }
        } catch (JsonProcessingException e) {
            ended.completeExceptionally(e);
        }
    }

    private void notice(JsonNode job) {
        String status = job.path("status").asText();
        states.put(job.path("id").asText(), status);
        observer.changed(
                job.path("kind").asText(),
                status,
                job.path("progress").asDouble(),
                job.path("error").asText(""));
    }

    private void finishIfEnded() {
        if (!states.isEmpty() && ENDED.containsAll(states.values())) {
            ended.complete(null);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        ended.completeExceptionally(new LaunchException("the server closed it (" + status + " " + reason + ")"));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended.completeExceptionally(error);
    }
}
