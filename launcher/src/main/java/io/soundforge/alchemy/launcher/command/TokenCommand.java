package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.platform.identity.DevelopmentToken;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy token}: an access token such as Supabase would make, for trying things out. */
@Command(
        name = "token",
        description = {
            "Print an access token for development, signed with SUPABASE_JWT_SECRET.",
            "Use it as 'Authorization: Bearer TOKEN'."
        })
final class TokenCommand implements Callable<Integer> {
    private static final int MOST_MINUTES = 7 * 24 * 60;

    private final Surroundings surroundings;

    @Option(names = "--subject", paramLabel = "UUID", description = "Whose token it is. Default: a new one.")
    private @Nullable UUID subject;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long it holds. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(names = "--service", description = "A token of the service role, which may do everything.")
    private boolean service;

    TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        AlchemyConfig.Supabase supabase = surroundings.config().supabase();
        String secret = supabase.jwtSecret();
        if (secret == null) {
            throw new UsageException("a token is signed with SUPABASE_JWT_SECRET, which is not set");
        }
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new UsageException("--minutes must be a number from 1 to " + MOST_MINUTES + "; got " + minutes);
        }
        if (service && subject != null) {
            throw new UsageException(
                    "the service role is nobody in particular: --service and --subject exclude each other");
        }
        DevelopmentToken tokens = new DevelopmentToken(secret, supabase.url());
        Instant now = Instant.now();
        Duration lasts = Duration.ofMinutes(minutes);
        surroundings
                .out()
                .println(
                        service
                                ? tokens.ofService(now, lasts)
                                : tokens.of(subject == null ? UUID.randomUUID() : subject, now, lasts));
        return ExitStatus.ALL_DONE;
    }
}
