package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a server for a file, or for the rest of one, and follows a few redirects, never to something less safe. */
final class HttpSource {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int PARTIAL = 206;
    private static final int NOTHING_BEYOND = 416;

    private final Duration patience;
    private final AddressRule addresses;
    private final HttpClient client;

    /** {@code patience} is the longest wait for a connection, for an answer, and for the next bytes of one. */
    HttpSource(Duration patience, AddressRule addresses) {
        this.patience = patience;
        this.addresses = addresses;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * What a server sends.
     *
     * @param start position of its first byte in the file
     * @param length bytes that it will send; negative if it does not say
     * @param version strong entity tag; empty for none
     * @param resumable whether a later request may ask for the rest
     * @param beyond whether there is nothing from the position on
     */
    record Answer(DownloadBody body, long start, long length, String version, boolean resumable, boolean beyond)
            implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }
    }

    /**
     * Asks for the file from a position on. A server without ranges, or one whose file is now another version, answers
     * from 0 on.
     *
     * @param version of what is here already; empty when not known
     * @throws AlchemyException SOURCE_UNAVAILABLE, TIMEOUT, SOURCE_REFUSED, RATE_LIMITED, ADDRESS_REFUSED;
     *     INVALID_REQUEST for a link without host
     */
    Answer get(URI source, long position, String version, Pulse pulse) {
        URI address = source;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(address, position, version, pulse);
            DownloadBody body = new DownloadBody(response.body(), patience, pulse);
            if (isAccepted(response, position)) {
                return answer(response, body, position);
            }
            body.close();
            if (!REDIRECTS.contains(response.statusCode())) {
                throw refusal(address, response);
            }
            address = target(address, response);
        }
        throw new AlchemyException(
                ErrorCode.SOURCE_REFUSED, "expected at most " + MOST_REDIRECTS + " redirects from " + shown(source));
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(
            URI address, long position, String version, Pulse pulse) {
        addresses.require(address);
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> sent =
                client.sendAsync(request(address, position, version), HttpResponse.BodyHandlers.ofPublisher());
        try {
            return await(sent, pulse);
        } catch (ExecutionException e) {
            throw notAnswered(address, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlchemyException(ErrorCode.CANCELLED, "the download was interrupted", e);
        } finally {
            sent.cancel(true); // has no effect on one that was answered
        }
    }

    /** The request's own timeout ends the wait. */
    private static <T> T await(CompletableFuture<T> answer, Pulse pulse)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return answer.get(Pulse.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                pulse.beat();
            }
        }
    }

    private HttpRequest request(URI address, long position, String version) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address).timeout(patience).header("Accept-Encoding", "identity");
            if (position > 0) {
                request.header("Range", "bytes=" + position + "-");
                if (!version.isEmpty()) {
                    request.header("If-Range", version);
                }
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a link with a host; got none", e);
        }
    }

    private static AlchemyException notAnswered(URI address, @Nullable Throwable cause) {
        boolean late = cause instanceof HttpTimeoutException;
        ErrorCode code = late ? ErrorCode.TIMEOUT : ErrorCode.SOURCE_UNAVAILABLE;
        String message = "no answer from " + shown(address) + (late ? " in time" : "");
        return cause == null ? new AlchemyException(code, message) : new AlchemyException(code, message, cause);
    }

    private static boolean isAccepted(HttpResponse<?> response, long position) {
        return switch (response.statusCode()) {
            case 200 -> true;
            case PARTIAL ->
                response.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes " + position + "-"))
                        .isPresent();
            case NOTHING_BEYOND -> position > 0;
            default -> false;
        };
    }

    private static Answer answer(HttpResponse<?> response, DownloadBody body, long position) {
        HttpHeaders headers = response.headers();
        long length = headers.firstValueAsLong("Content-Length").orElse(-1);
        String version =
                headers.firstValue("ETag").filter(tag -> tag.startsWith("\"")).orElse("");
        boolean whole = response.statusCode() == 200;
        boolean never = headers.firstValue("Accept-Ranges")
                .filter("none"::equalsIgnoreCase)
                .isPresent();
        // Who was asked for the rest of this version and sends all of it either has another one or knows no ranges.
        boolean resumable = !never && !(whole && position > 0 && version.isEmpty());
        return switch (response.statusCode()) {
            case PARTIAL -> new Answer(body, position, length, version, true, false);
            // What it sends is a page about the error, not a part of the file.
            case NOTHING_BEYOND -> new Answer(body.emptied(), position, 0, "", true, true);
            default -> new Answer(body, 0, length, version, resumable, false);
        };
    }

    private static AlchemyException refusal(URI address, HttpResponse<?> response) {
        int status = response.statusCode();
        String message = "expected a file; " + shown(address) + " answered " + status;
        if (status == 429 || status >= 500) {
            ErrorCode code = status == 429 ? ErrorCode.RATE_LIMITED : ErrorCode.SOURCE_UNAVAILABLE;
            return new AlchemyException(code, message, new ServerWait(wait(response.headers())));
        }
        return new AlchemyException(ErrorCode.SOURCE_REFUSED, message);
    }

    /** Seconds only: a date would be compared with a clock that may be wrong. */
    private static Duration wait(HttpHeaders headers) {
        String text = headers.firstValue("Retry-After").orElse("");
        return text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
    }

    private static URI target(URI from, HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI target = from.resolve(location);
            boolean safe = isScheme(target, "https") || (isScheme(target, "http") && isScheme(from, "http"));
            if (safe && !location.isEmpty()) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, shown(from) + " redirects to no valid link", e);
        }
        throw new AlchemyException(
                ErrorCode.SOURCE_REFUSED, shown(from) + " redirects to a link that is not http, or less safe");
    }

    private static boolean isScheme(URI address, String scheme) {
        return scheme.equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
    }

    /** A link without user and query, where tokens may hide. */
    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + address.getPath();
    }
}
