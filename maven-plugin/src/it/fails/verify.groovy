def log = new File(basedir, 'build.log').text
assert log.contains('Dockerfile:2')
assert log.contains('did you mean COPY?')
assert log.contains('jbuild failed with exit status 2')
return true
