package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The head of what a program asks its proxy.
 *
 * @param method such as CONNECT
 * @param url absolute; for a tunnel {@code https://host:port/}
 * @param headers lines as they came
 * @param rest what came behind the head
 */
record ProxyRequest(String method, String url, List<String> headers, Buffer rest) {
    private static final int LONGEST = 32 * 1024;
    private static final List<String> OWN = List.of("proxy-", "connection:", "keep-alive:", "te:", "upgrade:");

    /** Reads up to the end of the head and leaves the socket paused. */
    static Future<ProxyRequest> read(NetSocket socket) {
        Promise<ProxyRequest> head = Promise.promise();
        Buffer received = Buffer.buffer();
        socket.exceptionHandler(head::tryFail);
        socket.handler(part -> {
            received.appendBuffer(part);
            int end = received.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (end >= 0) {
                socket.pause();
                try {
                    head.tryComplete(parse(received, end));
                } catch (AlchemyException noRequest) {
                    head.tryFail(noRequest);
                }
            } else if (received.length() > LONGEST) {
                socket.pause();
                head.tryFail(invalid());
            }
        });
        return head.future();
    }

    boolean tunnel() {
        return method.equals("CONNECT");
    }

    /** The credentials, empty if there are none. */
    String authorization() {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The head for the server itself, one request per connection. */
    Buffer forwarded(FetchTarget target) {
        StringBuilder head = new StringBuilder(method + " " + target.requestUri() + " HTTP/1.1\r\n");
        headers.stream()
                .filter(line -> OWN.stream()
                        .noneMatch(name -> line.toLowerCase(Locale.ROOT).startsWith(name)))
                .forEach(line -> head.append(line).append("\r\n"));
        return Buffer.buffer(head.append("Connection: close\r\n\r\n").toString(), "ISO-8859-1");
    }

    private static ProxyRequest parse(Buffer received, int end) {
        List<String> lines = received.getString(0, end, "ISO-8859-1").lines().toList();
        String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
        if (words.length != 3) {
            throw invalid();
        }
        String url = words[0].equals("CONNECT") ? "https://" + words[1] + "/" : words[1];
        return new ProxyRequest(
                words[0], url, lines.subList(1, lines.size()), received.getBuffer(end + 4, received.length()));
    }

    private static AlchemyException invalid() {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, "expected a request to a proxy");
    }
}
