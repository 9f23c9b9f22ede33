package org.iroprotocol.localisation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which check the deployer runs. */
@Configuration
class CheckConfiguration {

    @Bean
    FolderCheck folderCheck() {
        return FolderCheck::all;
    }
}
