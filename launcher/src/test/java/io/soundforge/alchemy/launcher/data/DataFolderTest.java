package io.soundforge.alchemy.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void option_winsOverTheEnvironment() {
        assertThat(DataFolder.choose(Path.of("/data"), Map.of("ALCHEMY_HOME", "/other"), HOME, "Linux")
                        .root())
                .isEqualTo(Path.of("/data"));
    }

    @Test
    void alchemyHome_winsOverTheUsersFolder() {
        assertThat(DataFolder.choose(null, Map.of("ALCHEMY_HOME", "/other", "XDG_DATA_HOME", "/xdg"), HOME, "Linux")
                        .root())
                .isEqualTo(Path.of("/other"));
    }

    @Test
    void usersFolder_followsTheCustomOfTheSystem() {
        assertThat(DataFolder.choose(null, Map.of(), HOME, "Linux").root())
                .isEqualTo(Path.of("/home/ada/.local/share/sound-forge-alchemy"));
        assertThat(DataFolder.choose(null, Map.of("XDG_DATA_HOME", "/xdg"), HOME, "Linux")
                        .root())
                .isEqualTo(Path.of("/xdg/sound-forge-alchemy"));
        assertThat(DataFolder.choose(null, Map.of("XDG_DATA_HOME", "relative"), HOME, "Linux")
                        .root())
                .isEqualTo(Path.of("/home/ada/.local/share/sound-forge-alchemy"));
        assertThat(DataFolder.choose(null, Map.of(), HOME, "Mac OS X").root())
                .isEqualTo(Path.of("/home/ada/Library/Application Support/sound-forge-alchemy"));
    }

    @Test
    void create_makesAFolderForItsOwnerOnly(@TempDir Path parent) throws Exception {
        DataFolder folder = new DataFolder(parent.resolve("a/b")).create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                .isEqualTo("rwx------");
    }
}
