package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.data.DataFolderLock;
import java.util.List;

/** Whether somebody works on the data folder just now. */
record RunningServerCheck(DataFolder folder) implements Check {
    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Finding> look() {
        if (!DataFolderLock.isHeld(folder)) {
            return List.of(Finding.ok(name(), "none runs on " + folder.root()));
        }
        return List.of(Finding.ok(
                name(),
                "one runs on " + folder.root() + " (pid " + DataFolderLock.holder(folder)
                        + "); its database and its ports are looked at from outside only"));
    }
}
