package io.soundforge.alchemy.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.launcher.LaunchException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {
    @TempDir
    Path root;

    @Test
    void folder_heldByAnotherProcess_isRefusedWithItsPid() throws Exception {
        Process holder = startHolder();
        try {
            assertThatThrownBy(() -> DataFolderLock.acquire(new DataFolder(root)))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("(pid " + holder.pid() + ")")
                    .hasMessageContaining(root.toString());
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void folder_whoseHolderWasKilled_isFree() throws Exception {
        Process holder = startHolder();
        holder.destroyForcibly();
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (DataFolderLock lock = DataFolderLock.acquire(new DataFolder(root))) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void folder_givenBack_isFree() {
        DataFolderLock.acquire(new DataFolder(root)).close();

        try (DataFolderLock lock = DataFolderLock.acquire(new DataFolder(root))) {
            assertThat(lock).isNotNull();
        }
    }

    private Process startHolder() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("locked");
        return process;
    }
}
