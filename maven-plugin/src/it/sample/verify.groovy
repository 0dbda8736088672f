def log = new File(basedir, 'build.log').text
assert log.contains('jbuild.digest = sha256:')
def metadata = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/jbuild/metadata.json'))
assert metadata['containerimage.digest'] ==~ /sha256:[0-9a-f]{64}/
return true
