package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.DatabaseConfig.Pooler;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseAccessTest {
    private static final String SESSION = "postgresql://u:secret@aws-0-eu.pooler.supabase.com:5432/postgres";
    private static final String TRANSACTION = "postgresql://u:secret@aws-0-eu.pooler.supabase.com:6543/postgres";

    @Test
    void ownDatabase_isAskedDirectly() {
        DatabaseConfig config = read(Map.of("DATABASE_URL", SESSION)).config(SESSION, 3);

        assertThat(config).isEqualTo(new DatabaseConfig(SESSION, 3));
    }

    @Test
    void transactionPooler_isKnownByItsPort_andNeedsASecondWay() {
        DatabaseAccess access = read(Map.of("DATABASE_URL", TRANSACTION, "DATABASE_DIRECT_URL", SESSION));

        assertThat(access.config(TRANSACTION, 3))
                .isEqualTo(new DatabaseConfig(TRANSACTION, 3, Pooler.TRANSACTION, SESSION));
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", TRANSACTION)))
                .hasMessageContaining("DATABASE_DIRECT_URL")
                .hasMessageContaining("6543")
                .hasMessageContaining("session pooler");
        assertThat(access.toString()).doesNotContain("secret");
    }

    @Test
    void tlsSettings_areLookedAtBeforeTheFirstConnection() {
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", SESSION + "?sslmode=perhaps")))
                .hasMessageContaining("DATABASE_URL: sslmode must be one of")
                .hasMessageContaining("perhaps");
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", SESSION + "?sslmode=verify-full&sslrootcert=/no/ca.pem")))
                .hasMessageContaining("/no/ca.pem");
    }

    @Test
    void theKey_wins() {
        assertThat(read(Map.of("DATABASE_URL", TRANSACTION, "DATABASE_POOLER", "session"))
                        .pooler())
                .isEqualTo(Pooler.SESSION);
        assertThatThrownBy(() -> read(Map.of("DATABASE_URL", SESSION, "DATABASE_POOLER", "transaction")))
                .hasMessageContaining("DATABASE_POOLER=transaction");
        assertThatThrownBy(() -> read(Map.of("DATABASE_POOLER", "session"))).hasMessageContaining("DATABASE_URL");
    }

    private static DatabaseAccess read(Map<String, String> variables) {
        return ConfigReader.read(variables).hosting().database();
    }
}
