package io.soundforge.alchemy.platform.webhook;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From names to addresses. */
@FunctionalInterface
public interface HostNames {
    /** All addresses of a name; fails with {@link java.net.UnknownHostException} when there is none. */
    Future<List<InetAddress>> resolve(String host);

    /** The machine's own resolver. It blocks, so it runs on the workers, and it is not waited for longer than 10 s. */
    static HostNames system(WorkerExecutor workers) {
        return host -> workers.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
                .timeout(10, TimeUnit.SECONDS);
    }
}
