package io.soundforge.alchemy.download.fetch;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From names to addresses. */
@FunctionalInterface
public interface HostResolver {
    /** All addresses of a name; fails with {@link UnknownHostException} when there is none. */
    Future<List<InetAddress>> resolve(String host);

    /** The machine's own resolver. It blocks, so it runs on the workers, and it is not waited for longer than 10 s. */
    static HostResolver system(WorkerExecutor workers) {
        return host -> workers.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
                .timeout(10, TimeUnit.SECONDS);
    }
}
