package org.iroprotocol.localisation;

import static org.assertj.core.api.Assertions.assertThat;

import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.check.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every folder of the project, and those of the tests, pass the check. */
class FoldersCheckTest {

    @Test
    void theNationalProtocolIsSound() {
        AuthorityFolders folders = FolderLocation.of(".", "derby").read();
        assertThat(Check.of(folders.under("derby"), folders.under("derby"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"., derby", "., cafcass", "'.,src/test/resources/authorities', northmoor"})
    void everyAuthorityIsSound(String places, String authority) {
        assertThat(FolderCheck.all(FolderLocation.of(places, authority).read(), authority)).isEmpty();
    }
}
