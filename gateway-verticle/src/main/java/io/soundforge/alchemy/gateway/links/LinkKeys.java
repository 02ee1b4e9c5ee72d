package io.soundforge.alchemy.gateway.links;

import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.uploads.KeptSecrets;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What links are signed with: the operator's secrets, or one that all nodes share. */
final class LinkKeys {
    private final KeptSecrets kept;
    private volatile @Nullable List<byte[]> known;

    LinkKeys(GatewayParts parts) {
        this.kept = new KeptSecrets(parts.database());
        List<String> secrets = parts.config().intake().linkSecrets();
        this.known = secrets.isEmpty()
                ? null
                : secrets.stream()
                        .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                        .toList();
    }

    /** The first signs; all of them hold. */
    Future<List<byte[]>> all() {
        List<byte[]> found = known;
        return found != null
                ? Future.succeededFuture(found)
                : kept.of("file links").map(List::of).onSuccess(made -> known = made);
    }
}
