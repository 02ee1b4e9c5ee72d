import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks, checks who sent them, and prints one line for each. Usage: WEBHOOK_SECRET=whsec_… java
 * ReceiveWebhooks.java [PORT]
 */
public final class ReceiveWebhooks {
    private static final long TOLERANCE_SECONDS = 5 * 60;
    private static final byte[] KEY =
            Base64.getDecoder().decode(System.getenv("WEBHOOK_SECRET").replaceFirst("^whsec_", ""));
    /** A real receiver keeps the ids where they survive a restart. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8099;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes(); // as it came: written again it could differ
            boolean genuine = genuine(exchange.getRequestHeaders(), body);
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1); // first the answer, then the work
            exchange.close();
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            if (!genuine) {
                System.out.println("refused");
            } else if (SEEN.add(id)) {
                System.out.println(new String(body, StandardCharsets.UTF_8) + " " + id);
            }
        });
        server.start();
        System.out.println("listening");
    }

    private static boolean genuine(Headers headers, byte[] body) {
        try {
            String timestamp = headers.getFirst("webhook-timestamp");
            long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            mac.update((headers.getFirst("webhook-id") + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            byte[] expected = mac.doFinal(body);
            boolean signed = false;
            for (String entry : headers.getFirst("webhook-signature").split(" ")) {
                signed |= entry.startsWith("v1,")
                        && MessageDigest.isEqual(Base64.getDecoder().decode(entry.substring(3)), expected);
            }
            return signed && Math.abs(age) <= TOLERANCE_SECONDS;
        } catch (Exception malformed) {
            return false; // no header, no number, no base64: not from the one who knows the secret
        }
    }
}
