package io.soundforge.alchemy.gateway.scan;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.IntakeConfig.ClamAvConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a ClamAV daemon about files, by its command <a href="https://manpages.debian.org/clamd.8">INSTREAM</a> over TCP: it
 * need not see our disk.
 */
public final class ClamAv {
    private static final Logger log = LoggerFactory.getLogger(ClamAv.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECT_MILLIS = 5_000;

    private final Vertx vertx;
    private final @Nullable ClamAvConfig config;
    private final Duration patience;
    private final NetClient client;

    /** @param config null lets every file pass */
    public ClamAv(Vertx vertx, @Nullable ClamAvConfig config) {
        this(vertx, config, PATIENCE);
    }

    /** @param patience how long looking at a file may take */
    ClamAv(Vertx vertx, @Nullable ClamAvConfig config, Duration patience) {
        this.vertx = vertx;
        this.config = config;
        this.patience = patience;
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    }

    /**
     * Lets a file pass that nothing is found in.
     *
     * <p>Fails with MALWARE_FOUND and the name of what was found. Where the scanner is required, also with UNAVAILABLE when
     * it does not answer, and with BODY_TOO_LARGE when it does not look at files of that size.
     */
    public Future<Void> requireClean(Path file) {
        ClamAvConfig scanner = config;
        if (scanner == null) {
            return Future.succeededFuture();
        }
        return ask(scanner, file)
                .recover(error -> Future.succeededFuture(new ScanVerdict.Unknown(
                        "no answer: " + error.getMessage() + "; if it broke off, see its StreamMaxLength")))
                .compose(verdict -> {
                    if (verdict instanceof ScanVerdict.Found found) {
                        return Future.failedFuture(new AlchemyException(
                                ErrorCode.MALWARE_FOUND, "the virus scanner found " + found.signature()));
                    }
                    return verdict instanceof ScanVerdict.Clean ? Future.succeededFuture() : unseen(scanner, verdict);
                });
    }

    private static Future<Void> unseen(ClamAvConfig scanner, ScanVerdict verdict) {
        log.atWarn()
                .addKeyValue("taken", !scanner.required())
                .addKeyValue("reason", verdict)
                .log("a file was not looked at by the virus scanner");
        if (!scanner.required()) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(
                verdict instanceof ScanVerdict.TooLarge
                        ? new AlchemyException(
                                ErrorCode.BODY_TOO_LARGE, "the virus scanner does not look at files of this size")
                        : new AlchemyException(
                                ErrorCode.UNAVAILABLE, "the virus scanner does not answer; send the file again later"));
    }

    private Future<ScanVerdict> ask(ClamAvConfig scanner, Path file) {
        return vertx.fileSystem()
                .open(
                        file.toString(),
                        new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(open -> client.connect(scanner.port(), scanner.host())
                        .compose(socket -> new InStream(socket, open)
                                .verdict()
                                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                                .eventually(socket::close))
                        .eventually(open::close));
    }
}
