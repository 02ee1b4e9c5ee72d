package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Flow;

/** Asks a server for a file, or for the rest of one, and follows a few redirects, never to something less safe. */
final class HttpSource {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int PARTIAL = 206;
    private static final int NOTHING_BEYOND = 416;

    private final Duration patience;
    private final HttpClient client;

    /** {@code patience} is the longest wait for an answer, and for the next bytes of one. */
    HttpSource(Duration patience) {
        this.patience = patience;
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
     */
    record Answer(DownloadBody body, long start, long length) implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }
    }

    /**
     * Asks for the file from a position on. A server without ranges answers from 0 on; one that has nothing beyond the
     * position, with an empty body.
     *
     * @throws AlchemyException SOURCE_UNAVAILABLE, TIMEOUT, SOURCE_REFUSED, RATE_LIMITED; INVALID_REQUEST for a link
     *     without host
     */
    Answer get(URI source, long position) {
        URI address = source;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(address, position);
            DownloadBody body = new DownloadBody(response.body(), patience);
            if (isAccepted(response, position)) {
                return answer(response, body, position);
            }
            body.close();
            if (!REDIRECTS.contains(response.statusCode())) {
                throw refusal(address, response.statusCode());
            }
            address = target(address, response);
        }
        throw new AlchemyException(
                ErrorCode.SOURCE_REFUSED, "expected at most " + MOST_REDIRECTS + " redirects from " + shown(source));
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(URI address, long position) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address).timeout(patience).header("Accept-Encoding", "identity");
            if (position > 0) {
                request.header("Range", "bytes=" + position + "-");
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a link with a host; got none", e);
        } catch (HttpTimeoutException e) {
            throw new AlchemyException(ErrorCode.TIMEOUT, "no answer from " + shown(address) + " in time", e);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "no answer from " + shown(address), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlchemyException(ErrorCode.CANCELLED, "the download was interrupted", e);
        }
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
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        return switch (response.statusCode()) {
            case PARTIAL -> new Answer(body, position, length);
            // What it sends is a page about the error, not a part of the file.
            case NOTHING_BEYOND -> new Answer(body.emptied(), position, 0);
            default -> new Answer(body, 0, length);
        };
    }

    private static AlchemyException refusal(URI address, int status) {
        ErrorCode unlessBusy = status >= 500 ? ErrorCode.SOURCE_UNAVAILABLE : ErrorCode.SOURCE_REFUSED;
        return new AlchemyException(
                status == 429 ? ErrorCode.RATE_LIMITED : unlessBusy,
                "expected a file; " + shown(address) + " answered " + status);
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
